import { type UserId, userId } from '../passkeys/ids.ts';
import type { SendOutcome } from '../rollout/nudge.ts';
import type { AppInstaller } from '../rollout/ports.ts';
import { createAskOnce, type WholeAnswer } from './ask-once.ts';
import { GraphError, toGraphError } from './graph-error.ts';
import { reporter } from './report-failure.ts';
import type { RolloutGraphOptions } from './rollout-room.ts';
import { version } from './send-request.ts';

export type AppInstallerOptions = Pick<RolloutGraphOptions, 'baseUrl' | 'tokens' | 'pace' | 'log'> & {
  /** Of the organisation's app catalogue, which is not the id in the manifest. Undefined: nobody gets the app this way. */
  readonly catalogId: string | undefined;
  /** Milliseconds. */
  readonly limitMs?: number;
};

const operation = 'install-app';
/** Milliseconds, where Graph does not say. */
const usualWait = 5_000;
/** Milliseconds. Whatever a header says, somebody looks again after this. */
const longestWait = 10 * 60_000;

/** Puts the bot into somebody's Teams, once a call: whoever has it already is where this should lead. */
export function createAppInstaller(options: AppInstallerOptions): AppInstaller {
  const { baseUrl, tokens, pace, log, catalogId, limitMs = 15_000 } = options;
  const ask = createAskOnce({ baseUrl, tokens, limitMs });
  const { origin } = new URL(baseUrl);
  const body = { 'teamsApp@odata.bind': `${origin}/${version}/appCatalogs/teamsApps/${catalogId}` };
  return {
    async install(user) {
      if (catalogId === undefined) return { kind: 'unreachable', cause: 'never-met' };
      await pace.installs();
      const path = `/users/${userId(user)}/teamwork/installedApps`;
      try {
        const answer = await ask({ operation, method: 'POST', path, body });
        const outcome = installOutcome(answer);
        if (outcome.kind === 'refused') reporter(log, user)(toGraphError(operation, answer, undefined, answer.code));
        return outcome;
      } catch (error) {
        return afterNoAnswer(error, user, log);
      }
    },
  };
}

/** Installing again does no harm, and nobody has been written to: so it may simply be tried another time. */
function afterNoAnswer(error: unknown, user: UserId, log: AppInstallerOptions['log']): SendOutcome {
  if (!(error instanceof GraphError)) throw error;
  reporter(log, user)(error);
  if (error.code === 'throttled') return throttled(error);
  if (error.code === 'forbidden') return refused(error.status ?? 401, error.reason);
  return { kind: 'busy', status: error.status ?? 504 };
}

/** Source: https://learn.microsoft.com/graph/api/userteamwork-post-installedapps */
export function installOutcome(answer: WholeAnswer): SendOutcome {
  const { status, code, message } = answer;
  if (answer.isGood || status === 409) return { kind: 'sent', messageId: undefined };
  if (status === 429) return throttled(toGraphError(operation, answer));
  if (status === 412 || status >= 500) return { kind: 'busy', status };
  if (status === 403 && blockedByPolicy.test(message)) return unreachable('not-allowed-to-install', code);
  // The catalogue does not have the app: that is not the user's fault.
  if (status === 404 && !missingApp.test(message)) return unreachable('no-teams', code);
  return refused(status, code);
}

/**
 * "App is blocked by app permission policy." All refusals have the code "Forbidden", also the one for a missing permission of ours.
 * Source: https://github.com/OfficeDev/microsoft-teams-apps-company-communicator/issues/1537
 */
const blockedByPolicy = /permission policy|blocked by|not allowed to (install|use)/i;
const missingApp = /teams ?app|app ?definition|app ?catalog/i;

function unreachable(cause: 'not-allowed-to-install' | 'no-teams', code: string | undefined): SendOutcome {
  return { kind: 'unreachable', cause, ...(code !== undefined && { code }) };
}

/** Of this kind of request alone: Teams is another service. */
function throttled({ retryAfter = usualWait }: GraphError): SendOutcome {
  return { kind: 'throttled', retryAfterMs: Math.min(retryAfter, longestWait), isForInstalls: true };
}

function refused(status: number, code: string | undefined): SendOutcome {
  return { kind: 'refused', status, ...(code !== undefined && { code }) };
}
