import type { UserId } from '../passkeys/ids.ts';
import { carryOn } from './carry-on.ts';
import { knownOperators } from './known-operators.ts';
import { day } from './limits.ts';
import type { Freeze } from './ports.ts';
import { nameIn } from './request-view.ts';
import type { HelpdeskPorts } from './scene.ts';

export type AlarmPorts = Pick<
  HelpdeskPorts,
  'freezes' | 'requests' | 'queue' | 'channel' | 'messenger' | 'subjects' | 'roles' | 'audit' | 'log' | 'now'
>;
type Alarm = Freeze & { readonly subject: UserId };

/** Alarms that are caught up on at a time. */
const mostAtOnce = 10;
/** In what is noted of who was told; everybody else is an id. */
const theChannel = 'channel';

/** Each alarm by itself, also about somebody who is frozen already: to the channel, and to operators in their own chats, so that neither moving nor losing the channel hides it. */
export async function announceAlarms(subject: UserId, ports: AlarmPorts): Promise<void> {
  const open = await carryOn('look for alarms', () => ports.freezes.openOf(subject), ports);
  for (const freeze of open ?? []) await announceOne({ ...freeze, subject }, ports);
}

/** Every minute: what failed, and what a turn that died left behind. */
export async function announceAlarmsWaiting(ports: AlarmPorts): Promise<void> {
  const since = new Date(ports.now().getTime() - day);
  for (const alarm of await ports.freezes.unannounced(since, mostAtOnce)) await announceOne(alarm, ports);
}

async function announceOne(alarm: Alarm, ports: AlarmPorts): Promise<void> {
  await carryOn('announce an alarm', () => announce(alarm, ports), ports);
}

async function announce(alarm: Alarm, ports: AlarmPorts): Promise<void> {
  const begun = await ports.freezes.startAnnouncing(alarm.id, ports.now());
  if (!begun) return;
  const { subject, id } = alarm;
  // The one it stands for, or, where the turn died before it was opened, a new one.
  const { number } = await ports.requests.open(subject, 'not-me', {});
  const name = nameIn(await ports.subjects.namesOf([subject]), subject) ?? '';
  const card = { kind: 'channel-request', number, name, isAlarm: true } as const;
  const told = new Set(begun.told);

  const channel = await ports.channel.get();
  if (channel && !told.has(theChannel) && (await ports.messenger.sendToChannel(channel, card))) {
    told.add(theChannel);
    await ports.queue.announced(number, ports.now());
  }
  const others = (await knownOperators([alarm.operator, subject], ports)).filter((user) => !told.has(user));
  const sent = await Promise.all(others.map((user) => ports.messenger.send(user, card)));
  for (const [index, user] of others.entries()) if (sent[index] !== undefined) told.add(user);

  const isDone = told.size > 0 && (!channel || told.has(theChannel));
  await ports.freezes.noteTold(id, [...told], isDone ? ports.now() : undefined);
  if (told.size === 0 && begun.isFirst) await nobodyWasTold(alarm, number, ports);
}

/** It lies in the queue all the same, and is announced as soon as there is somebody. */
async function nobodyWasTold({ subject, operator, about }: Alarm, request: number, ports: AlarmPorts): Promise<void> {
  ports.log.error({ user: subject, operator, request }, 'An alarm, and nobody at the help desk could be told');
  const details = { because: 'nobody-told', request, ...(about && { about }) };
  await ports.audit.append({ at: ports.now(), event: 'alarm', actor: subject, subject, details });
}
