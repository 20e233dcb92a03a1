-- Published policies, decisions, and who had a part in which matter.
create table policy_version (
  name text not null,
  version int not null,
  body json not null,
  effective_from timestamptz not null,
  published_at timestamptz not null,
  published_by text not null,
  primary key (name, version)
);
create index policy_version_force on policy_version (name, effective_from desc, version desc);

create table decision (
  id uuid primary key,
  case_id uuid not null,
  shop_id text not null,
  buyer_id text not null,
  order_ids text[] not null,
  -- The file that was looked at.
  file_version int not null,
  file_hash text not null,
  finding text not null,
  rationale text not null,
  clause text not null,
  policy_name text not null,
  policy_version int not null,
  -- The moment of what was judged: the version in force then counts.
  act_at timestamptz not null,
  measures jsonb not null,
  trace json not null,
  automation json not null,
  four_eyes boolean not null,
  state text not null,
  decided_at timestamptz not null,
  decided_by uuid not null,
  approved_at timestamptz,
  approved_by uuid,
  refusal_reason text,
  -- Since when it has been carried out, until when it may be appealed.
  standing_since timestamptz,
  appeal_until timestamptz,
  replaced_by uuid,
  constraint decision_state check (state in ('awaiting_approval', 'standing', 'refused', 'replaced')),
  constraint decision_second_person check (approved_by is null or approved_by <> decided_by)
);
-- One decision at a time has the word in a case.
create unique index decision_of_case on decision (case_id)
  where state in ('awaiting_approval', 'standing');
create index decision_history on decision (case_id, decided_at);
create index decision_shop on decision (shop_id, standing_since) where state = 'standing';
create index decision_buyer on decision (buyer_id, standing_since) where state = 'standing';

-- Who acted in which matter, and as what: nobody judges one matter twice.
create table case_part (
  case_id uuid not null,
  staff_id uuid not null,
  decision_id uuid not null references decision (id),
  part text not null,
  at timestamptz not null,
  primary key (case_id, staff_id, decision_id)
);
