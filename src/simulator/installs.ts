/** An app that Graph was asked to install; Teams would now tell the bot about the new conversation. */
export type Install = {
  /** Counts up from 1. */
  readonly number: number;
  readonly at: Date;
  readonly userId: string;
  readonly appId: string;
  readonly installationId: string;
  readonly chatId: string;
};

export class Installs {
  #all: Install[] = [];
  #made = 0;

  add(install: Omit<Install, 'number'>): void {
    this.#made++;
    this.#all.push({ number: this.#made, ...install });
  }

  /** Oldest first. */
  after(number: number): readonly Install[] {
    return this.#all.filter((install) => install.number > number);
  }

  clear(): void {
    this.#all = [];
  }
}
