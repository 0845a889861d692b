export type Run = {
  /** Rough figures in a short time. */
  readonly quick: boolean;
  readonly say: (line: string) => void;
};

export type Scenario = {
  readonly about: string;
  /** False: a goal is missed. */
  run(run: Run): Promise<boolean>;
};

export type Goal = {
  readonly name: string;
  /** As shown in the table. */
  readonly measured: string;
  readonly goal: string;
  readonly isMet: boolean;
};

export function table(goals: readonly Goal[]): string {
  const width = (column: 'name' | 'measured' | 'goal') => Math.max(...goals.map((goal) => goal[column].length));
  return goals
    .map(({ name, measured, goal, isMet }) =>
      [
        name.padEnd(width('name')),
        measured.padStart(width('measured')),
        goal.padEnd(width('goal')),
        isMet ? 'pass' : 'MISS',
      ].join('   '),
    )
    .join('\n');
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle) - 1] ?? Number.NaN)) / 2;
}
