-- Who may come in: staff and their sessions, the marketplace's keys, the keys that sign the tokens of
-- parties; and what everybody did, chained by hash.
create table staff (
  id uuid primary key,
  email text not null,
  -- The address in small letters: one person, however it is typed.
  email_key text not null unique,
  name text not null,
  roles text[] not null,
  password_hash text not null,
  created_at timestamptz not null
);

-- Secrets are kept as SHA-256 only; 256 random bits need no salt.
create table staff_session (
  token_hash bytea primary key,
  staff_id uuid not null references staff (id),
  opened_at timestamptz not null,
  expires_at timestamptz not null
);
create index staff_session_age on staff_session (expires_at);

-- Wrong passwords by e-mail address and by network address, within a window that begins at `since`.
create table sign_in_failure (
  subject text primary key,
  failures int not null,
  since timestamptz not null
);
create index sign_in_failure_age on sign_in_failure (since);

create table api_key (
  id uuid primary key,
  name text not null,
  key_hash bytea not null unique,
  created_at timestamptz not null,
  created_by text not null,
  revoked_at timestamptz
);

create table signing_key (
  id uuid primary key,
  purpose text not null,
  algorithm text not null,
  public_jwk jsonb not null,
  private_jwk jsonb not null,
  created_at timestamptz not null,
  retired_at timestamptz
);
create unique index signing_key_in_use on signing_key (purpose) where retired_at is null;

create table audit_entry (
  sequence bigint primary key,
  at timestamptz not null,
  actor text not null,
  act text not null,
  subject text not null,
  -- json and not jsonb: the text must stay what was hashed.
  detail json not null,
  previous_hash text not null,
  hash text not null
);
create index audit_entry_actor on audit_entry (actor, sequence);
create index audit_entry_subject on audit_entry (subject, sequence);

-- The last link. Its row lock puts the links in one order; its count tells when the end is cut off.
create table audit_head (
  id int primary key check (id = 1),
  sequence bigint not null,
  hash text not null
);
insert into audit_head (id, sequence, hash) values (1, 0, repeat('0', 64));
