export const cancelPath = '/v2/orders/customer-orders/cancel'
