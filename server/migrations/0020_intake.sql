-- What the marketplace told: the newest version of each record, older versions beside it, and what
-- could not be read. A record is one row whatever its type: the engine asks for all that is known
-- of an order or a waybill, and one table with partial indexes answers that in one read.
create table record (
  type text not null,
  id text not null,
  version int not null default 1,
  hash bytea not null,
  batch_id uuid not null,
  -- The record's own moment (placedAt, at, shippedAt, openedAt ...), null where it has none.
  at timestamptz,
  order_id text,
  shop_id text,
  buyer_id text,
  -- carrier, line feed, number
  waybill text,
  listing_ids text[],
  body json not null,
  primary key (type, id)
);
create index record_by_batch on record (batch_id);
create index record_by_order on record (order_id) where order_id is not null;
create index record_by_waybill on record (waybill) where waybill is not null;
create index record_by_shop on record (shop_id, type, at) where shop_id is not null;
create index record_by_buyer on record (buyer_id, at) where type = 'order';

create table superseded_record (
  type text not null,
  id text not null,
  version int not null,
  hash bytea not null,
  batch_id uuid not null,
  body json not null,
  primary key (type, id, version)
);

create table record_batch (
  id uuid primary key,
  taken_at timestamptz not null,
  source text not null,
  records int not null,
  -- The latest moment in the future that a record of the batch bears.
  due_until timestamptz
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
  mended_at timestamptz
);
create index quarantine_open on quarantine (taken_at, id) where mended_at is null;
