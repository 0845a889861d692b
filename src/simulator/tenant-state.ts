import { groups } from './groups.ts';
import { campaign, type RegistrationCampaign } from './methods-policy.ts';
import type { Entity } from './resources.ts';
import * as tenant from './tenant.ts';

/** What a tenant has, is licensed for and has set, apart from its people. */
export class TenantState {
  readonly tenantId = tenant.tenantId;
  /** Without a licence Intune refuses every question. */
  hasIntune = true;
  /** Largest page of any collection; undefined: Graph's own sizes. */
  pageSize: number | undefined = undefined;
  /** Graph's answer to `authentication/methods` need not carry `passkeyType`. */
  showsPasskeyType = true;
  /** Sources disagree: a pass for somebody outside the policy is refused, or made and no good for signing in. */
  refusesTapOutsidePolicy = true;
  /** The documentation says that a new pass replaces the old one; an error has been seen. https://github.com/KelvinTegelaar/CIPP/issues/4436 */
  refusesSecondTap = false;
  /** Without the licence nobody can ask who is eligible for a role. */
  hasPim = true;
  /** Which of the two documented activities a new manager is written down as. */
  managerAudit: 'Set user manager' | 'Update user' = 'Set user manager';
  /** Without Entra ID P1 there is no report of registrations. */
  hasPremium = true;
  /** Whether the audit log has ids of those it is about, or addresses only; both have been seen. */
  auditTargetIds: 'always' | 'sometimes' | 'never' = 'always';
  /** How long an entry takes to appear in the audit log. */
  auditDelaySeconds = 0;
  /** A policy of Teams for everybody. */
  allowsApps = true;
  registrationCampaign: RegistrationCampaign = campaign;
  readonly groups = new Map<string, tenant.Group>(groups.map((group) => [group.id, group]));
  fido2Policy: tenant.Fido2Policy = tenant.fido2Policy;
  tapPolicy: tenant.TapPolicy = tenant.tapPolicy;
  authenticatorPolicy: Entity = tenant.authenticatorPolicy;

  addGroup(group: tenant.Group): void {
    this.groups.set(group.id, group);
  }

  /** Ids of the groups in a group, nested ones included. */
  groupsIn(groupId: string): ReadonlySet<string> {
    const children = (id: string) => this.groupsDirectlyIn(id).map((group) => group.id);
    return this.closure(children(groupId), children);
  }

  groupsDirectlyIn(groupId: string): readonly tenant.Group[] {
    return [...this.groups.values()].filter(({ parentIds }) => parentIds.includes(groupId));
  }

  allowSelfService(isAllowed: boolean): void {
    this.fido2Policy = { ...this.fido2Policy, isSelfServiceRegistrationAllowed: isAllowed };
  }

  /** All that can be reached from `from`, which is included. */
  protected closure(from: readonly string[], next: (id: string) => readonly string[]): ReadonlySet<string> {
    const found = new Set<string>();
    const waiting = [...from];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (found.has(id)) continue;
      found.add(id);
      waiting.push(...next(id));
    }
    return found;
  }

  protected resetState(): void {
    const { groups, ...fresh } = new TenantState();
    Object.assign(this, fresh);
    this.groups.clear();
    for (const [id, group] of groups) this.groups.set(id, group);
  }
}
