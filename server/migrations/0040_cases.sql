-- Cases: one row each, the orders they gather, what happened in a chain, and the frozen files.
create table case_record (
  id uuid primary key,
  -- People say C-1024. Numbers may skip: a transaction that is rolled back keeps its own.
  number bigint generated always as identity (start with 1001),
  state text not null,
  origin text not null,
  -- The order that the case began with; case_order has all of them.
  order_id text not null,
  shop_id text not null,
  buyer_id text not null,
  opened_at timestamptz not null,
  answer_due_at timestamptz not null,
  updated_at timestamptz not null,
  assignee uuid,
  probability double precision,
  band text,
  -- Probability times what the order cost, in minor units of its currency.
  harm bigint not null,
  reason text,
  description text,
  desired_outcome text,
  reported_at timestamptz,
  stance text,
  explanation text,
  answered_at timestamptz,
  -- The copy of the decision for readers of the case; the decision itself is one floor above.
  decision json,
  final_due_at timestamptz,
  closed_at timestamptz,
  version int not null default 1,
  constraint case_record_number unique (number),
  constraint case_record_report check ((reported_at is null) = (reason is null)),
  constraint case_record_answer check ((answered_at is null) = (stance is null))
);
create index case_record_newest on case_record (opened_at desc, id desc);
create index case_record_state on case_record (state, opened_at desc, id desc);
create index case_record_shop on case_record (shop_id, opened_at desc, id desc);
create index case_record_buyer on case_record (buyer_id, opened_at desc, id desc);
create index case_record_assignee on case_record (assignee, opened_at desc, id desc)
  where assignee is not null;
create index case_record_answer_due on case_record (answer_due_at)
  where state = 'awaiting_response';
create index case_record_final_due on case_record (final_due_at) where state = 'decided';

create table case_order (
  case_id uuid not null references case_record (id),
  order_id text not null,
  buyer_id text not null,
  primary key (case_id, order_id)
);
create index case_order_order on case_order (order_id);

-- The case that an order's matter is heard in: one, however many try at once. The order is claimed
-- before its case is written, hence the late check.
create table case_claim (
  order_id text primary key,
  case_id uuid not null references case_record (id) deferrable initially deferred
);

create table case_event (
  case_id uuid not null references case_record (id),
  seq int not null,
  at timestamptz not null,
  event text not null,
  actor text not null,
  -- json and not jsonb: the text must stay what was hashed.
  detail json not null,
  detail_hash text not null,
  hash text not null,
  primary key (case_id, seq)
);

-- What a decision may look at: canonical JSON as text, so that it stays the same to the byte.
create table frozen_file (
  case_id uuid not null references case_record (id),
  version int not null,
  content text not null,
  hash text not null,
  frozen_at timestamptz not null,
  primary key (case_id, version)
);

-- What the published policy asks of cases, from when on.
create table case_rules (
  policy_name text not null,
  version int not null,
  effective_from timestamptz not null,
  body json not null,
  primary key (policy_name, version)
);
create index case_rules_effective on case_rules (effective_from);
