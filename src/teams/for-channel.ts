import type { HelpdeskReply } from '../helpdesk/reply.ts';
import type { Shown } from './render.ts';

/**
 * What everybody in the channel may read of an answer: names and numbers, nothing else. Undefined: nothing of it.
 * A request that was claimed is, in the channel, a request that somebody has.
 */
export function forChannel(reply: Shown['reply']): HelpdeskReply | undefined {
  switch (reply.kind) {
    case 'request': {
      const { number, claimedByName } = reply.item;
      return claimedByName ? { kind: 'request-taken', number, byName: claimedByName } : undefined;
    }
    case 'request-taken':
    case 'request-closed':
    case 'channel-request':
    case 'channel-notice':
    case 'channel-set':
    case 'channel-moving':
    case 'channel-refused':
      return reply;
    default:
      return undefined;
  }
}
