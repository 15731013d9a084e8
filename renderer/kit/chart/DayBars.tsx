import { useElementSize } from '@mantine/hooks';
import { count, day, money } from '../format.ts';
import { linkTo } from '../route.ts';
import { type Bar, scaleOf } from './scale.ts';

const HEIGHT = 190;
const LEFT = 64;
const BOTTOM = 22;
const TOP = 10;
/** Days under the axis that have room for their date. */
const DATE_WIDTH = 92;

/**
 * Money by day as bars that begin at nought: the whole in a pale bar, the part of it that is left in a dark one before it. Every day is
 * a link to its rows, reached by Tab and read out with both amounts; the sentences of the two series stand above in their colours.
 */
export function DayBars(props: {
  readonly label: string;
  readonly bars: readonly Bar[];
  readonly whole: string;
  readonly part: string;
  readonly currency: string;
  readonly open: (bar: Bar) => string;
}) {
  const { ref, width } = useElementSize();
  const { bars, currency } = props;
  const scale = scaleOf(bars, currency);
  const y = (value: number) => TOP + ((scale.high - value) / (scale.high - scale.low)) * (HEIGHT - TOP - BOTTOM);
  const step = Math.max(width - LEFT, 1) / Math.max(bars.length, 1);
  const every = Math.max(1, Math.ceil(DATE_WIDTH / step));
  const said = (bar: Bar) => `${day(bar.on)}: ${props.whole} ${money(bar.whole, currency)}, ${props.part} ${money(bar.part, currency)}`;
  const box = (value: number, x: number, wide: number) => ({
    x,
    width: Math.max(wide, 1),
    y: Math.min(y(value), y(0)),
    height: Math.abs(y(value) - y(0)),
  });
  return (
    <figure className="bars">
      <figcaption>
        <span className="bars-whole">{props.whole}</span> <span className="bars-part">{props.part}</span>
      </figcaption>
      <div ref={ref}>
        <svg aria-label={props.label} height={HEIGHT} role="group" width={width}>
          {scale.ticks.map((tick) => (
            <g aria-hidden="true" key={tick.value}>
              <line className={tick.value === 0 ? 'bars-nought' : 'bars-line'} x1={LEFT} x2={width} y1={y(tick.value)} y2={y(tick.value)} />
              <text className="bars-text" textAnchor="end" x={LEFT - 6} y={y(tick.value) + 4}>
                {count(tick.major)}
              </text>
            </g>
          ))}
          {bars.map((bar, i) => {
            const x = LEFT + i * step;
            return (
              <a aria-label={said(bar)} href={linkTo(props.open(bar))} key={bar.on}>
                <title>{said(bar)}</title>
                <rect className="bars-hit" height={HEIGHT - BOTTOM} width={step} x={x} y={0} />
                <rect className="bars-whole" {...box(bar.whole, x + step * 0.15, step * 0.7)} />
                <rect className="bars-part" {...box(bar.part, x + step * 0.28, step * 0.44)} />
                {i % every === 0 ? (
                  <text aria-hidden="true" className="bars-text" x={x + step * 0.15} y={HEIGHT - 6}>
                    {day(bar.on)}
                  </text>
                ) : null}
              </a>
            );
          })}
        </svg>
      </div>
    </figure>
  );
}
