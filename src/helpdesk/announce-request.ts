import type { UserId } from '../passkeys/ids.ts';
import { type AlarmPorts, announceAlarms, announceAlarmsWaiting } from './announce-alarm.ts';
import { carryOn } from './carry-on.ts';
import { day } from './limits.ts';
import type { HelpRequest, Requests } from './request.ts';
import { nameIn } from './request-view.ts';

type AnnouncePorts = AlarmPorts;
/** Does it at once, or after the answer: the user who asks is not kept waiting for a channel. */
type Later = (work: () => Promise<void>) => Promise<void> | void;

/** Announcements that are caught up on at a time, so that a channel that was set just now is not flooded. */
const mostAtOnce = 10;

/** Requests that the help desk hears of: whoever opens one, and once for each. */
export function announcing(requests: Requests, ports: AnnouncePorts, later: Later = (work) => work()): Requests {
  return {
    ...requests,
    async open(user, about, diagnosis) {
      const request = await requests.open(user, about, diagnosis);
      await later(() => announceRequest(request, ports));
      return request;
    },
  };
}

/** What could not be posted stays to be announced. It is never lost: the list of requests does not depend on the channel. */
export async function announceRequest(request: HelpRequest, ports: AnnouncePorts): Promise<void> {
  await carryOn('announce a request', () => post(request, ports), ports);
}

/** Every minute: what failed, and what a turn that died left behind. Alarms first, with or without a channel. */
export async function announceWaiting(ports: AnnouncePorts): Promise<void> {
  await announceAlarmsWaiting(ports);
  if (!(await ports.channel.get())) return;
  const since = new Date(ports.now().getTime() - day);
  for (const request of await ports.queue.unannounced(since, mostAtOnce)) await announceRequest(request, ports);
}

/** Asked for again it is the same request: only the first one to begin goes on. */
async function post({ number, user, about }: HelpRequest, ports: AnnouncePorts): Promise<void> {
  if (about === 'not-me' && (await isAlarmUntold(user, ports))) return;
  if (!(await ports.queue.startAnnouncing(number, ports.now()))) return;
  const channel = await ports.channel.get();
  if (!channel) return;
  const name = nameIn(await ports.subjects.namesOf([user]), user) ?? '';
  const isPosted = await ports.messenger.sendToChannel(channel, { kind: 'channel-request', number, name });
  if (isPosted) return ports.queue.announced(number, ports.now());
  ports.log.warn({ request: number }, 'A request could not be posted to the channel: it is tried again');
}

/** What stands behind it is announced by itself; one that was, before there was a channel, is posted like any other. */
async function isAlarmUntold(user: UserId, ports: AnnouncePorts): Promise<boolean> {
  await announceAlarms(user, ports);
  return (await ports.freezes.openOf(user)).some(({ isAnnounced }) => !isAnnounced);
}
