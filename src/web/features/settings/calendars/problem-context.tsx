import { createContext, type ReactNode, use } from 'react';
import type { ShownProblem } from '../problem-list.tsx';

/** A problem with the path of the field it stands at, as `weekly.mon.0.opens`. */
export type PlacedProblem = ShownProblem & { readonly path: string };

const ProblemContext = createContext<readonly PlacedProblem[]>([]);

/** Lets every field below say what is wrong with it. */
export function Problems(props: {
  readonly problems: readonly PlacedProblem[];
  readonly children: ReactNode;
}) {
  return <ProblemContext value={props.problems}>{props.children}</ProblemContext>;
}

/** What must be mended in the field at the path; null when nothing. */
export function useErrorAt(path: string): string | null {
  const found = use(ProblemContext).find((each) => each.path === path && each.severity === 'error');
  return found?.text ?? null;
}

/** What is wrong or odd with the field at the path and with those inside it. */
export function useProblemsWithin(path: string): readonly PlacedProblem[] {
  return use(ProblemContext).filter(
    (each) => each.path === path || each.path.startsWith(`${path}.`),
  );
}
