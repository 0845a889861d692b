import type { Stores } from '../fakes/fake-stores.ts';
import { contactsContract } from './contacts.contract.ts';
import { enrollmentsContract } from './enrollments.contract.ts';
import { meetingsContract } from './meetings.contract.ts';
import { personalDataContract } from './personal-data.contract.ts';
import { preferencesContract } from './preferences.contract.ts';
import { requestsContract } from './requests.contract.ts';

/** What the flows may rely on, whoever stores it. */
export function storesContract(stores: () => Stores): void {
  describe('enrollments', () => enrollmentsContract(() => stores().enrollments));
  describe('meetings', () => meetingsContract(stores));
  describe('contacts', () => contactsContract(() => stores().contacts));
  describe('preferences', () => preferencesContract(() => stores().preferences));
  describe('requests', () => requestsContract(() => stores().requests));
  describe('personal data', () => personalDataContract(stores));
}
