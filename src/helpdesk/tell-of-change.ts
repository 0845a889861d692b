import type { UserId } from '../passkeys/ids.ts';
import { carryOn } from './carry-on.ts';
import type { Hearer } from './find-witness.ts';
import type { HelpdeskReply } from './reply.ts';
import type { AccountChange } from './reply-views.ts';
import { nameIn } from './request-view.ts';
import type { HelpdeskScene } from './scene.ts';
import { stripUnseen } from './suspicious-text.ts';
import { isDelivered, tellSecurity } from './tell-instead.ts';
import { validManager } from './verification.ts';

type Changed = Extract<HelpdeskReply, { readonly kind: 'account-changed' }>;

/**
 * There is no opting out: whoever was helped, or robbed, hears what was taken from their account, and by whom. Without a way to them it goes to
 * the manager, or to security, and is an alarm.
 */
export async function tellOfChange(
  subject: UserId,
  changes: readonly AccountChange[],
  scene: HelpdeskScene,
): Promise<void> {
  if (changes.length === 0) return;
  const { turn, ports } = scene;
  const at = ports.now();
  const names = await carryOn('read a name', () => ports.subjects.namesOf([turn.user]), ports);
  const operatorName = names && nameIn(names, turn.user);
  const reply: Changed = {
    kind: 'account-changed',
    at: at.toISOString(),
    changes,
    ...(operatorName && { operatorName }),
  };
  if (await isDelivered(subject, reply, ports)) return;
  const instead = await tellAnother(subject, reply, scene);
  ports.log.warn(
    { user: subject, operator: turn.user, instead },
    'An account was changed and its user could not be told',
  );
  const what = changes.map((change) => change.what).join(' ');
  const details = { because: 'subject-unreachable', changes: what, ...(instead && { instead }) };
  const entry = { at, event: 'alarm', actor: turn.user, subject, details } as const;
  await carryOn('audit', () => ports.audit.append(entry), ports);
}

async function tellAnother(
  subject: UserId,
  changed: Changed,
  { turn, ports }: HelpdeskScene,
): Promise<Exclude<Hearer, 'subject'> | undefined> {
  const facts = await carryOn('look for the manager', () => ports.subjects.factsAbout(subject), ports);
  const name = facts?.person.known ? stripUnseen(facts.person.value.name) : '';
  const inChat = { ...changed, forName: name };
  const manager = facts && validManager(facts, turn.user);
  if (manager && (await isDelivered(manager.id, inChat, ports))) return 'manager';
  const inChannel = { kind: 'channel-notice', what: 'change', name } as const;
  return tellSecurity({ except: [subject, turn.user], inChat, inChannel }, ports);
}
