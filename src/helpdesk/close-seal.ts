import { carryOn } from './carry-on.ts';
import type { TapCase } from './case.ts';
import { caseReply } from './case-view.ts';
import type { SealedTap } from './ports.ts';
import type { HelpdeskReply } from './reply.ts';
import type { HelpdeskPorts } from './scene.ts';

/** Our copy of a TAP goes before its time. `pressed`: the message that the answer to the press replaces. */
export async function closeSeal(id: string, pressed: string | undefined, ports: HelpdeskPorts): Promise<void> {
  const copy = await ports.sealedTaps.remove(id);
  if (copy && copy.cardId !== pressed) await takeKeyBack(copy, 'closed', ports);
}

/** A message stays in the chat for good, in exports and in backups: the key is not to stay there once it has nothing to open. */
export async function takeKeyBack(copy: SealedTap, why: 'time' | 'closed', ports: HelpdeskPorts): Promise<void> {
  const { cardId, reader } = copy;
  if (!cardId) return;
  const edit = async () => {
    const one = await ports.cases.load(copy.caseId);
    await ports.messenger.edit(reader, cardId, withoutKey(copy, one, why, ports));
  };
  await carryOn('take a key back', edit, ports);
}

function withoutKey(
  { reader, caseId, firstOpenedAt }: SealedTap,
  one: TapCase | undefined,
  why: 'time' | 'closed',
  { settings, now }: HelpdeskPorts,
): HelpdeskReply {
  if (one && reader === one.operator) return operatorsCard(one, caseReply(one, settings, now()));
  const isReport = one !== undefined && reader !== one.subject;
  const forName = isReport && { forName: one.preflight.name };
  if (!one?.issued || !firstOpenedAt || why === 'closed') return { kind: 'tap-over', case: caseId, ...forName };
  const { validUntil, isUsableOnce } = one.issued;
  return { kind: 'tap-opened', case: caseId, validUntil, isUsableOnce, ...forName };
}

/** A copy of the operator's that was not for reading out was kept because nobody else could be reached. */
function operatorsCard({ options }: TapCase, reply: HelpdeskReply): HelpdeskReply {
  const isUndelivered = reply.kind === 'tap-issued' && options.delivery !== 'read-out';
  return isUndelivered ? { ...reply, problem: 'cannot-reach' } : reply;
}
