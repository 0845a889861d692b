import type { ComputerPlatform, PhoneMaker, PhonePlatform, RouteName } from './reply.ts';
import type { StepData, When } from './step.ts';
import { walks } from './step-data.ts';
import type { SymptomId } from './symptoms.ts';

/** What decides which steps a user gets. An OS version that is not known leaves out the steps that ask for one. */
export type Situation = {
  readonly route: RouteName;
  readonly platform: PhonePlatform;
  /** Major version. */
  readonly os?: number;
  readonly maker?: PhoneMaker;
  readonly app: 'there' | 'missing' | 'old';
  readonly hasWorkProfile?: boolean;
  readonly isCompanyManaged?: boolean;
  readonly computer?: ComputerPlatform;
};

export type StepId = (typeof walks)[RouteName][number][number]['id'];

type Step = StepData & { readonly id: StepId };
const all: Readonly<Record<RouteName, readonly (readonly Step[])[]>> = walks;
const byId = new Map(
  Object.values(all)
    .flat(2)
    .map((step) => [step.id, step]),
);

export const stepIds: readonly StepId[] = [...byId.keys()];

/** One for each place of the walk: the first variant that fits. A place where none fits is left out. */
export function stepsFor(situation: Situation): readonly StepId[] {
  return all[situation.route].flatMap((variants) => variants.find(({ when }) => applies(when, situation))?.id ?? []);
}

export function symptomsOf(id: StepId): readonly SymptomId[] {
  return byId.get(id)?.symptoms ?? [];
}

export function pictureOf(id: StepId): string | undefined {
  return byId.get(id)?.picture;
}

function applies(when: When, situation: Situation): boolean {
  const { os } = situation;
  if (when.platform && when.platform !== situation.platform) return false;
  if (when.os && (os === undefined || os < (when.os.from ?? 0) || os > (when.os.to ?? Number.POSITIVE_INFINITY)))
    return false;
  if (when.maker && when.maker !== situation.maker) return false;
  if (when.app && when.app !== situation.app) return false;
  if (when.hasWorkProfile && !situation.hasWorkProfile) return false;
  if (when.isCompanyManaged && !situation.isCompanyManaged) return false;
  return !when.computer || when.computer === situation.computer;
}
