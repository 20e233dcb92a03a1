-- The public data set of Olist, a Brazilian marketplace (kaggle.com/olistbr/brazilian-ecommerce,
-- CC BY-NC-SA 4.0), as records of Tare. Run it in the folder of its CSV files:
--
--   tare assess FOLDER --mapping olist-mapping.sql --zone America/Sao_Paulo --as-of 2018-11-01T00:00:00Z
--
-- The folder holds customers.csv, orders.csv, order_items.csv and products.csv (in the original
-- they are called olist_customers_dataset.csv and so on). Money is in cents of a real. An Olist
-- order may hold items of several sellers; each seller's share becomes an order of its own, named
-- ORDER:SELLER, since a shop answers for its own parcel only. Orders without items have no seller
-- and stay away. Times are written on the clock of Brazil, hence --zone.

-- record: shop
select distinct seller_id as id from 'order_items.csv'

-- record: buyer
-- A customer_id is made for every order; the person is the customer_unique_id.
select customer_unique_id as id, min(customer_city) as city
from 'customers.csv'
group by customer_unique_id

-- record: listing
-- A product sold by two sellers is two listings. The data set has no titles.
select
  product_id || ':' || seller_id as id,
  seller_id as "shopId",
  coalesce(any_value(product_category_name), 'without category') as title,
  any_value(product_category_name) as category,
  cast(round(any_value(product_weight_g)) as integer) as "weightGrams",
  cast(round(max(price) * 100) as bigint) as "price.amount",
  'BRL' as "price.currency"
from 'order_items.csv'
left join 'products.csv' using (product_id)
group by product_id, seller_id

-- record: order
with line as (
  select
    order_id, seller_id, product_id, price,
    count(*) as quantity,
    sum(price + freight_value) as paid
  from 'order_items.csv'
  group by order_id, seller_id, product_id, price
)
select
  order_id || ':' || seller_id as id,
  seller_id as "shopId",
  any_value(customer_unique_id) as "buyerId",
  any_value(order_purchase_timestamp) as "placedAt",
  any_value(order_approved_at) as "paidAt",
  list({
    'listingId': product_id || ':' || seller_id,
    'quantity': quantity,
    'unitPrice': {'amount': cast(round(price * 100) as bigint), 'currency': 'BRL'}
  } order by product_id, price) as lines,
  cast(round(sum(paid) * 100) as bigint) as "total.amount",
  'BRL' as "total.currency",
  -- The street is not in the data: a person at a postcode comes nearest to an address.
  md5(any_value(customer_unique_id || ' ' || customer_zip_code_prefix)) as "address.key",
  any_value(customer_city) as "address.city",
  'BR' as "address.country"
from line
join 'orders.csv' using (order_id)
join 'customers.csv' using (customer_id)
group by order_id, seller_id

-- record: parcel
-- There are no waybill numbers in the data either; the order's own name stands for one.
select distinct
  order_id || ':' || seller_id as id,
  order_id || ':' || seller_id as "orderId",
  'correios' as carrier,
  order_id || ':' || seller_id as "waybillNo",
  order_delivered_carrier_date as "shippedAt"
from 'order_items.csv'
join 'orders.csv' using (order_id)
where order_delivered_carrier_date is not null

-- record: scan
select distinct
  order_id || ':' || seller_id || ':accepted' as id,
  'correios' as carrier,
  order_id || ':' || seller_id as "waybillNo",
  order_delivered_carrier_date as at,
  'accepted' as kind
from 'order_items.csv'
join 'orders.csv' using (order_id)
where order_delivered_carrier_date is not null

-- record: scan
-- Where a parcel was handed over is not told. To put the customer's city here would be to make up
-- evidence, so the scan has none.
select distinct
  order_id || ':' || seller_id || ':delivered' as id,
  'correios' as carrier,
  order_id || ':' || seller_id as "waybillNo",
  order_delivered_customer_date as at,
  'delivered' as kind
from 'order_items.csv'
join 'orders.csv' using (order_id)
where order_delivered_customer_date is not null
