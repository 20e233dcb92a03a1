-- What the machine thinks of each order it has weighed. What it knows of an order is read from the
-- records themselves, so there is no table of states beside them.
create table assessment (
  order_id text primary key,
  shop_id text not null,
  probability double precision not null,
  -- The prior plus the signals' sum.
  decibans double precision not null,
  band text not null check (band in ('clear', 'watch', 'suspect', 'near_certain')),
  -- [{kind, decibans, because}], heaviest first
  signals jsonb not null,
  model_version text not null,
  -- When it last came out otherwise than before.
  assessed_at timestamptz not null,
  -- Since when it stands at suspect or above; null below.
  flagged_at timestamptz,
  -- When the order was placed, where the burst of orders around it weighs on it: a neighbour that
  -- arrives later must find it, since the burst may be none any more.
  burst_at timestamptz
);
create index assessment_flagged on assessment (shop_id, flagged_at) where flagged_at is not null;
create index assessment_burst on assessment (shop_id, burst_at) where burst_at is not null;

-- A listing that arrives or changes weighs on the orders that name it.
create index record_by_ordered_listing on record using gin (listing_ids) where type = 'order';
