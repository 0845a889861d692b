import type { AddresseeReply } from './addressee-reply.ts';
import type { OperatorReply } from './operator-reply.ts';

export type HelpdeskReply = OperatorReply | AddresseeReply;
