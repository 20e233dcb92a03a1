-- What the marketplace told: the newest version of each record, older versions beside it, and what
-- could not be read. A record is one row whatever its type: the engine asks for all that is known
-- of an order or a waybill, and one table with partial indexes answers that in one read. The id
-- leads every key: it is what the rows are spread by where one machine is too small.
create table record (
  id text not null,
  type text not null,
  version int not null,
  -- The first 16 bytes of the SHA-256 of the checked record, unknown fields left out.
  hash bytea not null,
  -- The batch in which it was last taken in, or came of age.
  batch_id uuid not null,
  -- The record's own moment (placedAt, at, shippedAt, openedAt ...), null where it has none.
  at timestamptz,
  -- That moment again while it lies in the future and nobody has been told that it has come.
  due_at timestamptz,
  order_id text,
  shop_id text,
  buyer_id text,
  -- carrier, line feed, number
  waybill text,
  listing_ids text[],
  -- The checked record: times are milliseconds since 1970, unknown fields stand under "extra".
  body json not null,
  primary key (id, type)
);
create index record_by_batch on record (batch_id);
create index record_by_order on record (order_id) where order_id is not null;
create index record_by_waybill on record (waybill) where waybill is not null;
create index record_by_shop on record (shop_id, type, at) where shop_id is not null;
create index record_by_buyer on record (buyer_id, at) where type = 'order';
create index record_by_due on record (due_at) where due_at is not null;

create table superseded_record (
  id text not null,
  type text not null,
  version int not null,
  hash bytea not null,
  batch_id uuid not null,
  body json not null,
  primary key (id, type, version)
);

create table record_batch (
  id uuid primary key,
  taken_at timestamptz not null,
  -- Who sent it: "marketplace:KEY", "import:FILE", "case", or "clock" for records come of age.
  source text not null,
  -- New and corrected ones.
  records int not null
);

create table quarantine (
  id uuid primary key,
  taken_at timestamptz not null,
  source text not null,
  line bigint not null,
  code text not null,
  pointer text not null,
  message text not null,
  -- The line as it came, cut at 64 KiB.
  content text not null,
  -- Of source, line, code and content: the same line sent again is not kept twice.
  hash bytea not null,
  mended_at timestamptz
);
create unique index quarantine_once on quarantine (hash);
create index quarantine_open on quarantine (id) where mended_at is null;
