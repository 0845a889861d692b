import type { UserId } from '../passkeys/ids.ts';
import type { AuditEntry } from './audit-entry.ts';
import { carryOn } from './carry-on.ts';
import type { HelpdeskCommand } from './command.ts';
import { hour } from './limits.ts';
import type { HelpdeskPorts, HelpdeskScene, HelpdeskTurn } from './scene.ts';

/** Entries of one person in an hour: enough to be seen, too few to bury what else happened. */
export const mostRefusals = 20;

/** Who tried what, and why it was refused. It gives the one who tries nothing to go by: neither that it was written, nor that it could not be. */
export async function recordRefusal(
  because: string,
  about: Pick<AuditEntry, 'subject' | 'caseId'> & { readonly requestId?: string | undefined },
  { turn, ports }: HelpdeskScene,
): Promise<void> {
  const { requestId, ...known } = about;
  const details = { attempt: turn.command.kind, because, ...(requestId && { requestId }) };
  await append({ ...entryOf(turn.user, ports), ...known, details }, ports);
}

/** What a card says it is about stays apart from the people and cases that entries are found by: anybody can write a card. */
export async function recordStranger({ user, command }: HelpdeskTurn, ports: HelpdeskPorts): Promise<void> {
  const details = { attempt: command.kind, because: 'no-role', ...claimedBy(command) };
  await append({ ...entryOf(user, ports), details }, ports);
}

function claimedBy(command: HelpdeskCommand): Readonly<Record<string, string | number>> {
  return {
    ...('case' in command && command.case !== undefined && { claimedCase: command.case }),
    ...('subject' in command && { claimedSubject: command.subject }),
    ...('decision' in command && { claimedDecision: command.decision }),
    ...('number' in command && { claimedRequest: command.number }),
  };
}

function entryOf(actor: UserId, { now }: Pick<HelpdeskPorts, 'now'>) {
  return { at: now(), event: 'refused', actor } as const;
}

async function append(entry: AuditEntry, ports: HelpdeskPorts): Promise<void> {
  const since = new Date(entry.at.getTime() - hour);
  const isWritten = await carryOn('audit', () => ports.audit.appendRefusal(entry, mostRefusals, since), ports);
  if (isWritten === false) ports.log.warn({ user: entry.actor }, 'So many refusals that they are not written any more');
}
