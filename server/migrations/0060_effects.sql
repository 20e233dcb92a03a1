-- What decisions do: the books of each shop, the effects on shops and reporters, and what is told.

-- One row a shop or buyer: whoever changes anything of it below locks this row first.
create table effect_subject (
  -- shop:ID or buyer:ID
  subject text primary key,
  -- How many transfers the shop's books have; the next one gets the next number.
  transfers bigint not null default 0,
  -- Settlements and deposits dated up to here are in the books.
  posted_until timestamptz
);

-- Every account belongs to one shop, the marketplace's side of it too: no row is shared by all.
create table account (
  shop_id text not null,
  currency text not null,
  kind text not null,
  balance bigint not null,
  version bigint not null default 1,
  primary key (shop_id, currency, kind),
  constraint account_kind check (kind in (
    'deposit', 'balance', 'withheld_deposit', 'withheld_balance', 'owed', 'compensation_due',
    'compensation_paid', 'subsidy', 'withdrawn', 'world')),
  constraint account_not_below_zero check (balance >= 0 or kind in ('owed', 'subsidy', 'world')),
  constraint account_not_above_zero check (balance <= 0 or kind not in ('owed', 'subsidy'))
);

-- Only ever added to.
create table transfer (
  id uuid primary key,
  shop_id text not null,
  currency text not null,
  seq bigint not null,
  key text not null,
  reason text not null,
  at timestamptz not null,
  -- What came in or went out; null where money only moved between accounts.
  amount bigint,
  -- The record that says so: settlement:ID or deposit:ID.
  source text,
  decision_id uuid,
  case_id uuid,
  actor text,
  unique (shop_id, seq),
  unique (shop_id, currency, key),
  constraint transfer_reason check (reason in (
    'deposit', 'settlement', 'withdrawal', 'decision', 'reversal', 'release'))
);
create index transfer_source on transfer (source) where source is not null;

-- Only ever added to. The amounts of a transfer sum to zero.
create table posting (
  transfer_id uuid not null,
  shop_id text not null,
  currency text not null,
  kind text not null,
  seq bigint not null,
  at timestamptz not null,
  amount bigint not null,
  balance_after bigint not null,
  primary key (shop_id, seq, kind)
);
create index posting_time on posting (at, seq, shop_id, kind);
create index posting_shop on posting (shop_id, at, seq, kind);

-- One measure of one decision, carried out. Rows are never removed: what was taken back stays.
create table effect (
  id uuid primary key,
  decision_id uuid not null,
  measure_index int not null,
  case_id uuid not null,
  subject text not null,
  kind text not null,
  clause text not null,
  points int not null,
  scope json not null,
  currency text,
  amount bigint,
  -- Of a compensation: for whom, what the shop has been charged, what the buyer has been paid and
  -- how much of that the marketplace has been told.
  order_id text,
  buyer_id text,
  charged bigint not null default 0,
  paid bigint not null default 0,
  paid_told bigint not null default 0,
  -- The transfer that ordered the money; buyers who wait are paid in this order.
  seq bigint,
  imposed_at timestamptz not null,
  until timestamptz,
  ended_at timestamptz,
  reversed_at timestamptz,
  imposed_ack_at timestamptz,
  lifted_ack_at timestamptz,
  unique (decision_id, measure_index),
  constraint effect_charged check (charged between 0 and coalesce(amount, 0)),
  constraint effect_paid check (paid_told between 0 and paid)
);
create index effect_subject_time on effect (subject, imposed_at, id);
create index effect_due on effect (until) where ended_at is null and reversed_at is null;
create index effect_unconfirmed on effect (imposed_at, id)
  where imposed_ack_at is null or lifted_ack_at is null;

create table webhook_endpoint (
  id uuid primary key,
  url text not null,
  -- Null for every type of message.
  events text[],
  secret text not null,
  created_at timestamptz not null,
  disabled_at timestamptz,
  disabled_because text,
  removed_at timestamptz
);

create table webhook_message (
  seq bigint generated always as identity primary key,
  id text not null unique,
  -- What makes it one message however often its event is heard.
  key text not null unique,
  type text not null,
  subject text not null,
  at timestamptz not null,
  -- The exact bytes that are signed.
  payload text not null
);

-- One row an endpoint and subject: the unit that is claimed, so that a subject keeps its order.
create table webhook_queue (
  endpoint_id uuid not null references webhook_endpoint (id),
  subject text not null,
  -- When to send next; null where nothing waits.
  next_at timestamptz,
  leased_until timestamptz,
  primary key (endpoint_id, subject)
);
create index webhook_queue_due on webhook_queue (next_at) where next_at is not null;

create table webhook_delivery (
  endpoint_id uuid not null references webhook_endpoint (id),
  message_seq bigint not null references webhook_message (seq),
  subject text not null,
  state text not null default 'waiting',
  attempts int not null default 0,
  last_attempt_at timestamptz,
  last_status int,
  last_error text,
  delivered_at timestamptz,
  primary key (endpoint_id, message_seq),
  constraint webhook_delivery_state check (state in ('waiting', 'delivered', 'given_up'))
);
create index webhook_delivery_waiting on webhook_delivery (endpoint_id, subject, message_seq)
  where state = 'waiting';
