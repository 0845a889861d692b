import type { Known, PasskeyPolicy, TapPolicy } from '../passkeys/facts.ts';
import type { GroupId } from '../passkeys/ids.ts';
import type { BatchRead } from './graph-client.ts';
import { known } from './known.ts';
import { parsePasskeyPolicy, parseTapPolicy } from './parse-policy.ts';
import type { BatchReader } from './read-batch.ts';
import { createSharedRead, type SharedRead } from './shared-read.ts';
import { passkeyPolicyRequest, tapPolicyRequest } from './user-requests.ts';

export type Policies = { readonly passkeyPolicy: Known<PasskeyPolicy>; readonly tapPolicy: Known<TapPolicy> };

/** One user's part in reading the policies that all users share. */
export type PolicyRound = {
  /** To be sent with this user's batch: nobody has read them or is reading them. */
  readonly requests: readonly BatchRead[];
  /** Groups that the policies at hand name. */
  readonly groups: readonly GroupId[];
  /** Must be called, whatever became of the batch: others are waiting. */
  finish(read: BatchReader['one']): Promise<Policies>;
};

export type TenantPolicies = { newRound(): PolicyRound };

export type TenantPoliciesOptions = {
  readonly now: () => Date;
  /** Milliseconds. */
  readonly freshFor: number;
  readonly onOld: (policy: string, age: number) => void;
};

/** Milliseconds for which an old policy is better than none. */
const keptFor = 60 * 60_000;

export function createTenantPolicies({ now, freshFor, onOld }: TenantPoliciesOptions): TenantPolicies {
  const sharedRead = <T>(policy: string): SharedRead<T> =>
    createSharedRead<T>({ now, freshFor, keptFor, onOld: (age) => onOld(policy, age) });
  const passkey = sharedRead<PasskeyPolicy>(passkeyPolicyRequest.id);
  const tap = sharedRead<TapPolicy>(tapPolicyRequest.id);

  return {
    newRound() {
      const passkeyPart = takePart(passkey, passkeyPolicyRequest, parsePasskeyPolicy);
      const tapPart = takePart(tap, tapPolicyRequest, parseTapPolicy);
      return {
        requests: [...passkeyPart.requests, ...tapPart.requests],
        groups: [...groupsIn(passkeyPart.held), ...groupsIn(tapPart.held)],
        async finish(read) {
          const [passkeyPolicy, tapPolicy] = await Promise.all([passkeyPart.finish(read), tapPart.finish(read)]);
          return { passkeyPolicy, tapPolicy };
        },
      };
    },
  };
}

/** The TAP policy alone, for acts: shared like the others, but no old one stands in. */
export function createTapPolicyRead({ now, freshFor }: Pick<TenantPoliciesOptions, 'now' | 'freshFor'>) {
  const shared = createSharedRead<TapPolicy>({ now, freshFor, keptFor: 0, onOld: () => undefined });
  return {
    /** As with a round: `finish` must be called, whatever became of the batch. */
    newPart() {
      const { requests, held, finish } = takePart(shared, tapPolicyRequest, parseTapPolicy);
      return { requests, groups: groupsIn(held), finish };
    },
  };
}

function takePart<T>(shared: SharedRead<T>, request: BatchRead, parse: (body: unknown) => T | undefined) {
  const state = shared.state();
  switch (state.kind) {
    case 'held':
      return { requests: [], held: state.value, finish: async () => known(state.value) };
    case 'coming':
      return { requests: [], held: undefined, finish: () => state.answer };
    case 'missing': {
      const settle = shared.begin();
      return {
        requests: [request],
        held: undefined,
        finish: async (read: BatchReader['one']) => settle(read(request.id, parse)),
      };
    }
  }
}

export function groupsNamedBy({ passkeyPolicy, tapPolicy }: Policies): readonly GroupId[] {
  return [
    ...groupsIn(passkeyPolicy.known ? passkeyPolicy.value : undefined),
    ...groupsIn(tapPolicy.known ? tapPolicy.value : undefined),
  ];
}

export function groupsIn(policy: Pick<PasskeyPolicy, 'include' | 'exclude'> | undefined): readonly GroupId[] {
  if (!policy) return [];
  return [...policy.include, ...policy.exclude].flatMap((target) => (target.kind === 'group' ? [target.id] : []));
}
