import type { UserId } from '../passkeys/ids.ts';
import { carryOn } from './carry-on.ts';
import { type Hearer, securityRoutes } from './find-witness.ts';
import type { HelpdeskReply } from './reply.ts';
import type { HelpdeskPorts } from './scene.ts';

type Instead = {
  /** Neither the subject nor whose act it is hears it in their place. */
  readonly except: readonly UserId[];
  readonly inChat: HelpdeskReply;
  /** A name and a number only. */
  readonly inChannel: Extract<HelpdeskReply, { readonly kind: 'channel-notice' }>;
};

/** To whom it got; undefined: to nobody. */
export async function tellSecurity(
  { except, inChat, inChannel }: Instead,
  ports: HelpdeskPorts,
): Promise<Extract<Hearer, 'security' | 'channel'> | undefined> {
  const routes = (await carryOn('look for security', () => securityRoutes(except, ports), ports)) ?? [];
  for (const route of routes) {
    const isSent =
      route.kind === 'security'
        ? await isDelivered(route.user, inChat, ports)
        : await carryOn('tell the channel', () => ports.messenger.sendToChannel(route.channel, inChannel), ports);
    if (isSent) return route.kind;
  }
  return undefined;
}

/** Whether a message got there: there may be a chat in which the bot is blocked. */
export async function isDelivered(user: UserId, reply: HelpdeskReply, ports: HelpdeskPorts): Promise<boolean> {
  return (await carryOn('tell somebody', () => ports.messenger.send(user, reply), ports)) !== undefined;
}
