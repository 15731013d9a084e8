import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, useState } from 'react';
import { count, money } from '../format.ts';
import { linkTo } from '../route.ts';
import { type Bar, type Layout, scaleOf, spansOf } from './scale.ts';

const HEIGHT = 200;
const LEFT = 60;
const BOTTOM = 22;
const TOP = 8;
/** Room a word under the axis takes. */
const WORD = 56;
/** A series before another is so much narrower than it. */
const NARROWER = 0.24;
const WIDE = 0.72;

interface Series {
  readonly name: string;
  /** Class that gives its colour, the same for the same thing everywhere: `series-1` to `series-6`, `series-whole`. */
  readonly colour: string;
}

/**
 * Money as bars that begin at nought, one beside the other in time. Every bar leads to its rows; Tab enters the chart, arrows move along
 * it, and what stands under the pointer or the keyboard is said in figures above. A table beside it says the same to whoever sees none of it.
 */
export function Bars(props: {
  readonly label: string;
  readonly bars: readonly Bar[];
  readonly series: readonly Series[];
  readonly layout: Layout;
  readonly currency: string;
}) {
  const { ref, width } = useElementSize();
  const { bars, series, layout, currency } = props;
  const [looked, setLooked] = useState<number>();
  const [at, setAt] = useState(0);
  const scale = scaleOf(bars, layout, currency);
  const y = (value: number) => TOP + ((scale.high - value) / (scale.high - scale.low)) * (HEIGHT - TOP - BOTTOM);
  const step = Math.max(width - LEFT, 1) / Math.max(bars.length, 1);
  const every = Math.max(1, Math.ceil(WORD / step));
  const amounts = (bar: Bar) => series.flatMap(({ name }, i) => (bar.values[i] ? [`${name} ${money(bar.values[i], currency)}`] : []));
  const shown = looked === undefined ? undefined : bars[looked];

  const move = (event: KeyboardEvent<Element>) => {
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: bars.length - 1 }[event.key];
    if (to === undefined || to < 0 || to >= bars.length) return;
    event.preventDefault();
    event.currentTarget.closest('svg')?.querySelectorAll('a')[to]?.focus();
  };
  const boxes = (bar: Bar, x: number) =>
    spansOf(bar.values, layout).map(({ from, to }, i) => {
      const wide = step * (layout === 'over' ? WIDE - i * NARROWER : WIDE);
      return (
        <rect
          className={series[i]?.colour}
          height={Math.abs(y(to) - y(from))}
          key={series[i]?.name}
          width={Math.max(wide, 1)}
          x={x + (step - wide) / 2}
          y={Math.min(y(to), y(from))}
        />
      );
    });
  return (
    <figure aria-label={props.label} className="bars">
      <figcaption>
        {series.map(({ name, colour }) => (
          <span className={`key ${colour}`} key={name}>
            {name}
          </span>
        ))}
        <span aria-hidden="true" className="bars-read">
          {shown ? [shown.name, ...amounts(shown)].join(' · ') : ''}
        </span>
      </figcaption>
      <div ref={ref}>
        <svg height={HEIGHT} width={width}>
          {scale.ticks.map((tick) => (
            <g aria-hidden="true" key={tick.value}>
              <line className={tick.value === 0 ? 'bars-nought' : 'bars-line'} x1={LEFT} x2={width} y1={y(tick.value)} y2={y(tick.value)} />
              <text className="bars-text" textAnchor="end" x={LEFT - 8} y={y(tick.value) + 4}>
                {count(tick.major)}
              </text>
            </g>
          ))}
          {bars.map((bar, i) => {
            const x = LEFT + i * step;
            return (
              <a
                aria-label={[bar.name, ...amounts(bar)].join(', ')}
                href={linkTo(bar.path)}
                key={bar.key}
                onBlur={() => setLooked(undefined)}
                onFocus={() => (setAt(i), setLooked(i))}
                onKeyDown={move}
                onMouseEnter={() => setLooked(i)}
                onMouseLeave={() => setLooked(undefined)}
                tabIndex={i === Math.min(at, bars.length - 1) ? 0 : -1}
              >
                <rect className="bars-hit" height={HEIGHT - BOTTOM} width={step} x={x} y={0} />
                {boxes(bar, x)}
              </a>
            );
          })}
          <g aria-hidden="true">
            {bars.map((bar, i) =>
              i % every === 0 ? (
                <text className="bars-text" key={bar.key} textAnchor="middle" x={LEFT + (i + 0.5) * step} y={HEIGHT - 6}>
                  {bar.short}
                </text>
              ) : null,
            )}
          </g>
        </svg>
      </div>
    </figure>
  );
}
