import type { Contacts, Enrollments, Log, Messenger } from '../enrollment/ports.ts';
import type { Converse } from '../enrollment/turn.ts';
import type { HelpdeskMessenger } from '../helpdesk/scene.ts';
import { TeamsAdapter } from './adapter.ts';
import { type BotIdentity, ConnectorGate } from './authenticate.ts';
import { createBot } from './bot.ts';
import { type Patience, usualPatience } from './bot-deps.ts';
import { createDelivery, type Delivery } from './deliver.ts';
import type { HelpdeskEdge } from './helpdesk-edge.ts';
import { createHelpdeskMessenger } from './helpdesk-messenger.ts';
import { createMessenger, createOutbox, type Outbox } from './messenger.ts';
import type { TeamsMetrics } from './metrics.ts';
import { createReadTyped, type TypedDeps } from './read-typed.ts';
import { createReadTypedForHelpdesk } from './read-typed-for-helpdesk.ts';
import { createReadTypedForRollout } from './read-typed-for-rollout.ts';
import type { Render } from './render.ts';
import type { RolloutEdge } from './rollout-edge.ts';
import { type BotServer, createServer } from './server.ts';

export type ConnectionDeps = {
  /** Undefined without an app registration: no token is asked for, none is sent. Only for loopback. */
  readonly identity: BotIdentity | undefined;
  /** Empty: every tenant. */
  readonly allowedTenantIds: readonly string[];
  readonly contacts: Contacts;
  readonly render: Render;
  readonly log: Log;
  readonly metrics: TeamsMetrics;
  /** With every message and edit: what is sent beside them goes slower then. */
  readonly onCall?: () => void;
};

/** The way to and from the Bot Connector. The messenger is all that jobs need of it. */
export type Connection = {
  readonly adapter: TeamsAdapter;
  readonly delivery: Delivery;
  readonly outbox: Outbox;
  readonly messenger: Messenger;
  readonly helpdeskMessenger: HelpdeskMessenger;
  /** Undefined without an app registration: nobody can be signed in. */
  readonly signInResource: string | undefined;
};

/** The manifest's `webApplicationInfo.resource`: Teams gives out tokens for no other. */
export function signInResourceOf(botId: string): string {
  return `api://botid-${botId}`;
}

export function connectToTeams({
  identity,
  allowedTenantIds,
  contacts,
  render,
  log,
  metrics,
  onCall,
}: ConnectionDeps): Connection {
  const adapter = new TeamsAdapter(new ConnectorGate(identity), allowedTenantIds, log);
  const delivery = createDelivery({ log, metrics, onCall });
  const botId = identity?.botId ?? '';
  const signInResource = identity && signInResourceOf(identity.botId);
  const outbox = createOutbox({ adapter, botId, delivery, render, signInResource });
  const messenger = createMessenger(outbox, contacts);
  const helpdeskMessenger = createHelpdeskMessenger({ outbox, contacts, allowedTenantIds, log });
  return { adapter, delivery, outbox, messenger, helpdeskMessenger, signInResource };
}

export type TeamsDeps = TypedDeps & {
  readonly converse: Converse;
  readonly enrollments: Pick<Enrollments, 'load' | 'meet' | 'setCard'>;
  readonly contacts: Contacts;
  readonly render: Render;
  readonly ready: () => Promise<boolean>;
  readonly log: Log;
  readonly metrics: TeamsMetrics;
  readonly patience?: Patience;
  /** Undefined: no help desk. */
  readonly helpdesk?: Omit<HelpdeskEdge, 'readTyped'> | undefined;
  /** Undefined: nobody runs campaigns here. */
  readonly rollout?: Omit<RolloutEdge, 'readTyped'> | undefined;
};

export function createTeams(connection: Connection, given: TeamsDeps): BotServer {
  const deps = { ...given, understand: understandingOnce(given.understand) };
  // The card is only for where there are no dialogs, and where nobody but this machine asks.
  if (deps.helpdesk?.tapReveal === 'card' && connection.signInResource)
    throw new RangeError('With an app registration a TAP is shown in a dialog only');
  const bot = createBot({
    ...deps,
    ...connection,
    readTyped: createReadTyped(deps),
    helpdesk: deps.helpdesk && { ...deps.helpdesk, readTyped: createReadTypedForHelpdesk(deps) },
    rollout: deps.rollout && { ...deps.rollout, readTyped: createReadTypedForRollout(deps) },
    patience: deps.patience ?? usualPatience,
  });
  const server = createServer({
    ...deps,
    receive: (body, authorization) => connection.adapter.handle(body, authorization, bot.onTurn),
  });
  return {
    listen: server.listen,
    async close() {
      await server.close();
      await bot.settled();
    },
    get url() {
      return server.url;
    },
  };
}

/** Each desk and the guide ask what the same sentence means, one right after the other; working it out takes a good part of a turn. */
function understandingOnce(understand: TypedDeps['understand']): TypedDeps['understand'] {
  let last:
    | { readonly text: string; readonly locale: string | undefined; readonly meant: ReturnType<typeof understand> }
    | undefined;
  return (text, locale) => {
    if (last?.text !== text || last.locale !== locale) last = { text, locale, meant: understand(text, locale) };
    return last.meant;
  };
}
