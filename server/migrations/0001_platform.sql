-- Work to be done after a commit, and answers kept for idempotency keys.
create table job (
  id bigint generated always as identity primary key,
  name text not null,
  ids jsonb not null,
  lane text,
  run_at timestamptz not null,
  attempts int not null default 0,
  last_error text,
  dead boolean not null default false
);
create index job_ready on job (run_at, id) where not dead;
create index job_lane on job (lane, id) where lane is not null and not dead;

create table idempotency_key (
  owner text not null,
  key text not null,
  request_hash text not null,
  status int,
  answer text,
  claimed_at timestamptz not null,
  primary key (owner, key)
);
create index idempotency_key_age on idempotency_key (claimed_at);
