import { useTranslation } from '../../lib/use-translation.tsx';

/** What Belay is, drawn: a rope that goes up from rung to rung and is held at each. */
export function Rungs() {
  const t = useTranslation();
  return (
    <aside className="relative hidden w-[38%] max-w-140 shrink-0 flex-col justify-between overflow-hidden border-e border-line bg-sunken p-10 wide:flex">
      <div className="flex items-center gap-2.5">
        <img src="/belay.svg" alt="" className="size-9" />
        <span className="text-head font-semibold tracking-tight">{t('common.brand')}</span>
      </div>
      <svg
        aria-hidden
        viewBox="0 0 400 420"
        className="mx-auto my-6 w-full max-w-96 text-accent-ink rtl:-scale-x-100"
        fill="none"
      >
        {rungs.map(({ x, y }, index) => (
          <g key={y}>
            <line
              x1={x - 46}
              x2={x + 46}
              y1={y}
              y2={y}
              stroke="currentColor"
              strokeWidth="3"
              strokeLinecap="round"
              opacity={0.28}
            />
            <circle
              cx={x}
              cy={y}
              r="15"
              className="fill-sunken"
              stroke="currentColor"
              strokeWidth="3"
            />
            <circle cx={x} cy={y} r={index === rungs.length - 1 ? 7 : 4.5} fill="currentColor" />
          </g>
        ))}
        <path d={rope} stroke="currentColor" strokeWidth="3" strokeLinecap="round" opacity={0.65} />
      </svg>
      <div className="flex max-w-90 flex-col gap-2">
        <p className="text-figure font-semibold tracking-tight text-balance">
          {t('signIn.promise')}
        </p>
        <p className="text-read text-pretty text-muted">{t('signIn.promise.hint')}</p>
      </div>
    </aside>
  );
}

const rungs = [
  { x: 92, y: 370 },
  { x: 172, y: 290 },
  { x: 122, y: 210 },
  { x: 232, y: 130 },
  { x: 302, y: 50 },
];

/** Hangs from each rung to the next; drawn between the rings, not through them. */
const rope = rungs
  .slice(1)
  .map((to, index) => {
    const from = rungs[index] ?? to;
    const middle = (from.y + to.y) / 2;
    return `M${from.x} ${from.y - 15}C${from.x} ${middle} ${to.x} ${middle} ${to.x} ${to.y + 15}`;
  })
  .join('');
