import { CloudAdapter, type TurnContext } from 'botbuilder';
import type { Log } from '../enrollment/ports.ts';
import { type Activity, readActivity, tenantsOf, withNamedKind } from './activity.ts';
import type { ConnectorGate } from './authenticate.ts';
import type { HttpAnswer } from './invoke-answers.ts';

type OnTurn = (context: TurnContext, activity: Activity) => Promise<HttpAnswer>;

/**
 * botbuilder's adapter without its `process`: that answers 500 to bad signatures and to malformed bodies.
 */
export class TeamsAdapter extends CloudAdapter {
  readonly #gate: ConnectorGate;
  readonly #allowedTenants: ReadonlySet<string>;

  readonly #log: Log;

  constructor(gate: ConnectorGate, allowedTenants: readonly string[], log: Log) {
    super(gate);
    this.#log = log;
    this.#gate = gate;
    this.#allowedTenants = new Set(allowedTenants.map((tenant) => tenant.toLowerCase()));
  }

  async handle(body: unknown, authorization: string, onTurn: OnTurn): Promise<HttpAnswer> {
    const activity = readActivity(body);
    if (!activity) return { status: 400 };

    const verdict = await this.#gate.verdictOn(activity, authorization);
    if (verdict.kind === 'refused') return { status: 401 };
    if (verdict.kind === 'elsewhere') return { status: 400 };
    if (verdict.kind === 'no-keys') {
      this.#log.error({}, 'The signing keys of the Connector cannot be read: nobody gets in');
      return { status: 503 };
    }
    if (!this.#isServed(activity)) return { status: 403 };

    let answer: HttpAnswer = { status: 500 };
    // What we did not read does not get in, such as a `deliveryMode` that would hold the answers back.
    const known = { ...activity } as unknown as Parameters<CloudAdapter['processActivity']>[1];
    await this.processActivity(verdict.request, known, async (context) => {
      answer = await onTurn(context, this.#gate.isOpen ? activity : withNamedKind(activity));
    });
    return answer;
  }

  #isServed(activity: Activity): boolean {
    if (this.#allowedTenants.size === 0) return true;
    const tenants = tenantsOf(activity);
    return tenants.length > 0 && tenants.every((tenant) => this.#allowedTenants.has(tenant));
  }
}
