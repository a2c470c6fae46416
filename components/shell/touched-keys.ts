import type { QueryKey } from '@tanstack/react-query'
import type { LiveEvent } from '#lib/live/event.ts'

/** The reads that a change makes old; whatever is not on the page is asked for when it is opened. */
export function touchedKeys({ topic, id }: LiveEvent): QueryKey[] {
  switch (topic) {
    case 'request': {
      return [['requests', 'list'], ['requests', 'one', id], ['jobs'], ['overview']]
    }
    case 'order': {
      return [['orders', 'list'], ['orders', 'one', id], ['requests', 'one'], ['overview']]
    }
    case 'phone_server': {
      return [
        ['phone-servers', 'list'],
        ['phone-servers', 'one', id],
        ['orders', 'one'],
        ['requests', 'one'],
        ['jobs'],
        ['overview'],
      ]
    }
    case 'job': {
      return [['jobs']]
    }
    case 'sync': {
      return id === 'orders' ? [['orders', 'list']] : [['phone-servers', 'list']]
    }
    case 'session': {
      return []
    }
  }
}
