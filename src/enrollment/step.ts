import type { ComputerPlatform, PhoneMaker, PhonePlatform } from './reply.ts';
import type { SymptomId } from './symptoms.ts';

export type When = {
  readonly platform?: PhonePlatform;
  /** Major OS version, both ends included. */
  readonly os?: { readonly from?: number; readonly to?: number };
  readonly maker?: PhoneMaker;
  readonly app?: 'there' | 'missing' | 'old';
  readonly hasWorkProfile?: true;
  readonly isCompanyManaged?: true;
  readonly computer?: ComputerPlatform;
};

export type StepData = {
  readonly id: string;
  readonly when: When;
  /** Name of the picture in `cards/images`, without the ending; shown where the file exists. */
  readonly picture: string;
  /** Offered first to a user who is stuck here. */
  readonly symptoms: readonly SymptomId[];
};

/** The places of a walk in order, at most 5; each with its variants, most particular first. */
export type Walk = readonly (readonly StepData[])[];
