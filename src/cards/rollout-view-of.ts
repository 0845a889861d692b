import type { RolloutReply } from '../rollout/reply.ts';
import type { Text } from './text.ts';
import type { View } from './view.ts';
import { sentencesView } from './views/helpdesk-plain.ts';

export function rolloutViewOf(reply: RolloutReply, text: Text): View {
  return sentencesView(`rollout.reply.${reply.kind}`, text);
}
