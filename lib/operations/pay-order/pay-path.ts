export const payPath = '/v3/orders/customer-orders/pay'
