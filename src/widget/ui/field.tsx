import { useId } from 'preact/hooks';

type Props = {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly isEmail?: boolean;
  readonly autocomplete?: string;
  readonly note?: string;
  readonly problem?: string | null;
  readonly isLong?: boolean;
  readonly lengthMax?: number;
  readonly isFirst?: boolean;
};

/** A field with its label, a word why it is asked, and what is wrong with it. */
export function Field(props: Props) {
  const id = useId();
  const { label, value, note, problem = null, isLong = false, lengthMax = 10_000 } = props;
  const shared = {
    id,
    value,
    dir: value === '' ? undefined : 'auto',
    'data-first': props.isFirst === true ? '' : undefined,
    'aria-invalid': problem !== null,
    'aria-describedby': `${id}-note`,
    onInput: (event: { readonly currentTarget: { readonly value: string } }) =>
      props.onInput(event.currentTarget.value),
  } as const;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {isLong ? (
        <textarea {...shared} rows={4} maxLength={lengthMax} />
      ) : (
        <input {...shared} {...inputKind(props)} />
      )}
      <p
        id={`${id}-note`}
        class={problem === null ? 'note' : 'note wrong'}
        role={problem === null ? undefined : 'alert'}
      >
        {problem ?? note}
      </p>
    </div>
  );
}

/** Typed loosely in one place: Preact's types pair each kind of input with attributes of its own. */
function inputKind({ isEmail = false, autocomplete = 'off' }: Props) {
  return isEmail
    ? ({ type: 'email', autocomplete } as const)
    : ({ type: 'text', autocomplete } as const);
}

/** What the server takes for an address; whether anybody reads there, only a mail can tell. */
export function isAddress(text: string): boolean {
  return /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(text) && text.length <= 254;
}
