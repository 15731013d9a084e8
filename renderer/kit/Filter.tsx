/** One choice among few, as tabs: the quick filter of a list. */
export function Tabs<Value extends string>(props: {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly text: string }[];
  readonly value: Value;
  readonly choose: (value: Value) => void;
}) {
  return (
    <div aria-label={props.label} className="tabs" role="group">
      {props.options.map(({ value, text }) => (
        <button aria-pressed={value === props.value} key={value} onClick={() => props.choose(value)} type="button">
          {text}
        </button>
      ))}
    </div>
  );
}
