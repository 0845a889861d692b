import type { UserId } from '../passkeys/ids.ts';
import { carryOn } from './carry-on.ts';
import type { AccountChange } from './reply-views.ts';
import { nameIn } from './request-view.ts';
import type { HelpdeskScene } from './scene.ts';

/** There is no opting out: whoever was helped, or robbed, hears what was taken from their account, and by whom. No way to tell them is an alarm. */
export async function tellOfChange(
  subject: UserId,
  changes: readonly AccountChange[],
  { turn, ports }: HelpdeskScene,
): Promise<void> {
  if (changes.length === 0) return;
  const at = ports.now();
  const tell = async () => {
    const operatorName = nameIn(await ports.subjects.namesOf([turn.user]), turn.user);
    const reply = { kind: 'account-changed', at: at.toISOString(), changes } as const;
    return ports.messenger.send(subject, { ...reply, ...(operatorName && { operatorName }) });
  };
  if ((await carryOn('tell of a change', tell, ports)) !== undefined) return;
  ports.log.warn({ user: subject, operator: turn.user }, 'An account was changed and its user could not be told');
  const details = { because: 'subject-unreachable', changes: changes.map(({ what }) => what).join(' ') };
  const entry = { at, event: 'alarm', actor: turn.user, subject, details } as const;
  await carryOn('audit', () => ports.audit.append(entry), ports);
}
