import type { Notice } from '../enrollment/reply.ts';
import type { TapCase } from './case.ts';
import type { HelpdeskReply } from './reply.ts';
import type { HelpdeskScene } from './scene.ts';

/** A case in which Graph was asked for a TAP, whoever's; but not for the sender. */
export async function withAskedCase(
  id: string,
  { turn, ports }: HelpdeskScene,
  act: (one: TapCase) => Promise<HelpdeskReply | Notice>,
): Promise<HelpdeskReply | Notice> {
  const one = await ports.cases.load(id);
  return one?.askedAt && one.subject !== turn.user ? act(one) : { kind: 'nothing-open' };
}
