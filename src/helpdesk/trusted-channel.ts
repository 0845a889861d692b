import { carryOn } from './carry-on.ts';
import { knownOperators } from './known-operators.ts';
import { hour } from './limits.ts';
import { lookAtMembers } from './look-at-members.ts';
import type { ChannelProblem, HelpdeskChannel, StoredChannel, StoredChannels } from './ports.ts';
import type { HelpdeskPorts } from './scene.ts';

type Ports = Pick<HelpdeskPorts, 'messenger' | 'roles' | 'audit' | 'log' | 'now'>;

/** Milliseconds for which a look at the members is good enough. */
const goodFor = hour;
/** Milliseconds after which a channel that may not be used is looked at again: whoever put it right says so to nobody. */
const againAfter = 60_000;

/** The channel as everybody gets it: only while all who read along are operators. */
export function trustedChannel(channels: StoredChannels, ports: Ports): HelpdeskChannel {
  const get: HelpdeskChannel['get'] = async () => {
    const channel = await channels.stored();
    if (!channel) return undefined;
    const problem = isFresh(channel, ports.now()) ? channel.problem : await look(channel, channels, ports);
    const { conversationId, serviceUrl } = channel;
    return problem ? undefined : { conversationId, serviceUrl };
  };
  return {
    get,
    stored: channels.stored,
    set: (channel) => channels.set({ ...channel, lookedAt: ports.now() }),
    async membersChanged() {
      await channels.distrust();
      await get();
    },
  };
}

function isFresh({ lookedAt, problem }: StoredChannel, now: Date): boolean {
  return lookedAt !== undefined && now.getTime() - lookedAt.getTime() < (problem ? againAfter : goodFor);
}

async function look(
  channel: StoredChannel,
  channels: StoredChannels,
  ports: Ports,
): Promise<ChannelProblem | undefined> {
  const problem = await lookAtMembers(channel, ports);
  if (await channels.found(channel.conversationId, problem, ports.now())) await noteChange(channel, problem, ports);
  return problem;
}

/** Not in the channel: whoever should not be there reads it. */
async function noteChange(channel: StoredChannel, problem: ChannelProblem | undefined, ports: Ports): Promise<void> {
  const { conversationId: conversation, setBy } = channel;
  const event = problem ? 'channel-suspended' : 'channel-resumed';
  const details = { conversation, ...(problem && { because: problem }) };
  const write = () => ports.audit.append({ at: ports.now(), event, actor: setBy, details });
  await carryOn('audit', write, ports);
  if (!problem) return;
  ports.log.warn({ because: problem }, 'The channel of the help desk is not used');
  const others = await carryOn('look for operators', () => knownOperators([setBy], ports), ports);
  for (const user of [setBy, ...(others ?? [])]) {
    const reply = { kind: 'channel-suspended', because: problem } as const;
    await carryOn('tell an operator', () => ports.messenger.send(user, reply), ports);
  }
}
