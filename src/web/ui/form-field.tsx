import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { CircleAlert } from 'lucide-react';
import { classNames } from '../lib/class-names.ts';
import { useTranslation } from '../lib/use-translation.tsx';

/** What every field takes. The error stands at the field and says how to mend it. */
export type FieldProps = {
  readonly label: string;
  /** Hides the label from sight, not from screen readers. */
  readonly isLabelHidden?: boolean;
  readonly description?: ReactNode;
  readonly error?: string | null | undefined;
  /** Shows "optional" beside the label; fields are required unless they say so. */
  readonly isOptional?: boolean;
  readonly className?: string;
};

/** Label above, control, description and error below; used inside React Aria's own field parts. */
export function FieldFrame(props: FieldProps & { readonly children: ReactNode }) {
  const { label, isLabelHidden, description, error, isOptional, children } = props;
  const t = useTranslation();
  return (
    <>
      <Label className={isLabelHidden ? 'sr-only' : 'text-small font-medium text-muted'}>
        {label}
        {isOptional && (
          <span className="ms-1 font-normal text-faint">({t('common.optional')})</span>
        )}
      </Label>
      {children}
      {description !== undefined && !error && (
        <Text slot="description" className="text-small text-faint">
          {description}
        </Text>
      )}
      <FieldError className="flex items-start gap-1 text-small text-danger-ink">
        {({ validationErrors, validationDetails: wrong }) => (
          <ErrorLine
            text={
              error ??
              (wrong.valueMissing
                ? t('common.field.missing')
                : wrong.typeMismatch
                  ? t('common.field.email')
                  : validationErrors.join(' '))
            }
          />
        )}
      </FieldError>
    </>
  );
}

/** The same for controls of our own, which are no React Aria field: a group with a name. */
export function FormField(
  props: FieldProps & { readonly id: string; readonly children: ReactNode },
) {
  const { id, label, isLabelHidden, description, error, isOptional, className, children } = props;
  const t = useTranslation();
  return (
    <div className={classNames(fieldClass, className)}>
      <label
        htmlFor={id}
        className={isLabelHidden ? 'sr-only' : 'text-small font-medium text-muted'}
      >
        {label}
        {isOptional && (
          <span className="ms-1 font-normal text-faint">({t('common.optional')})</span>
        )}
      </label>
      {children}
      {description !== undefined && !error && (
        <span id={`${id}-description`} className="text-small text-faint">
          {description}
        </span>
      )}
      {error && (
        <span
          id={`${id}-error`}
          role="alert"
          className="flex items-start gap-1 text-small text-danger-ink"
        >
          <ErrorLine text={error} />
        </span>
      )}
    </div>
  );
}

export const fieldClass = 'flex min-w-0 flex-col gap-1';

/** The box of a control; its border reaches 3:1 against what is around it. */
export const controlClass =
  'min-h-8 w-full min-w-0 rounded-control border border-control bg-surface px-2 text-body text-ink outline-offset-0 placeholder:text-faint data-disabled:opacity-50 data-hovered:border-muted data-focused:border-accent-ink data-focused:outline-2 data-focused:outline-accent-ink data-invalid:border-danger-ink data-invalid:data-focused:outline-danger-ink pointer-coarse:min-h-10 pointer-coarse:text-[16px]';

/**
 * The same box around an input and its icons. The room for icons is the box's, since the input's
 * own start and end turn around with what is typed into it.
 */
export const boxClass =
  'flex min-h-8 min-w-0 items-center rounded-control border border-control bg-surface text-ink data-disabled:opacity-50 data-hovered:border-muted data-focus-within:border-accent-ink data-focus-within:outline-2 data-focus-within:outline-offset-0 data-focus-within:outline-accent-ink data-invalid:border-danger-ink data-invalid:data-focus-within:outline-danger-ink pointer-coarse:min-h-10';
export const boxedInputClass =
  'min-h-7.5 min-w-0 grow self-stretch bg-transparent px-2 text-body outline-none placeholder:text-faint pointer-coarse:text-[16px]';

function ErrorLine({ text }: { readonly text: string }) {
  return (
    <>
      <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <span dir="auto">{text}</span>
    </>
  );
}
