import type { Logger } from 'pino';
import type { OperatorSignIn, WriteRefusal } from '../helpdesk/acting-operator.ts';
import { Secret } from '../helpdesk/secret.ts';
import type { UserId } from '../passkeys/ids.ts';
import { createActingOperator } from './acting-operator.ts';
import { createExchange } from './exchange-assertion.ts';
import { explainForbidden } from './explain-forbidden.ts';
import type { GraphClient } from './graph-client.ts';
import type { GraphConfig } from './graph-config.ts';
import { delegatedPermissions } from './permissions.ts';
import { unsignedToken } from './unsigned-token.ts';
import { type AssertionFault, createAssertionValidator } from './validate-assertion.ts';

export type OperatorSignInOptions = {
  readonly config: GraphConfig;
  /** With the bot's own identity: to look up what an operator lacks. */
  readonly client: GraphClient;
  readonly now: () => Date;
  readonly log: Pick<Logger, 'warn' | 'info'>;
  /** Milliseconds for a write. */
  readonly writeLimitMs?: number;
};

type Session = Awaited<ReturnType<OperatorSignIn['actAs']>>;

/** Nothing is kept from one turn to the next but the tenant's public keys. */
export function createOperatorSignIn(options: OperatorSignInOptions): OperatorSignIn {
  const { config, client } = options;
  const { credential } = config;
  const acting = (operator: UserId, token: Secret<string>): Session => {
    const whyForbidden = () => explainForbidden(operator, client);
    const { now, log, writeLimitMs } = options;
    const { baseUrl } = config;
    return {
      kind: 'acting',
      graph: createActingOperator({ baseUrl, operator, token, now, log, whyForbidden, writeLimitMs }),
    };
  };
  if (credential.kind === 'simulator') {
    return { actAs: async (operator) => acting(operator, simulatorToken(operator, config)) };
  }

  const validate = createAssertionValidator({ ...config, now: options.now });
  const exchange = createExchange(config, credential);
  const refuse = (operator: UserId, because: WriteRefusal, reason: string | undefined): Session => {
    options.log.warn({ operation: 'act as operator', operator, because, reason }, 'An operator could not be signed in');
    return { kind: 'refused', because };
  };
  return {
    async actAs(operator, assertion) {
      if (!assertion) return { kind: 'sign-in-needed' };
      const verdict = await validate(assertion, operator);
      if (verdict.kind === 'faulty') return refuse(operator, refusals[verdict.fault], verdict.reason);
      const exchanged = await exchange(assertion);
      if (exchanged.kind === 'refused') return refuse(operator, exchanged.because, exchanged.reason);
      return acting(operator, exchanged.token);
    },
  };
}

const refusals: Readonly<Record<AssertionFault, WriteRefusal>> = {
  expired: 'sign-in-expired',
  unavailable: 'unavailable',
  invalid: 'not-understood',
};

function simulatorToken(operator: UserId, { clientId, tenantId }: GraphConfig): Secret<string> {
  const scp = delegatedPermissions.map(({ name }) => name).join(' ');
  return new Secret(unsignedToken({ oid: operator, appid: clientId, tid: tenantId, scp }));
}
