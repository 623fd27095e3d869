import { Eye, EyeOff } from 'lucide-react';
import { type ReactNode, type Ref, useId, useState } from 'react';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components/TextField';
import { classNames } from '../lib/class-names.ts';
import { only } from '../lib/only.ts';
import { useTranslation } from '../lib/use-translation.tsx';
import {
  boxClass,
  boxedInputClass,
  fieldClass,
  FieldFrame,
  type FieldProps,
} from './form-field.tsx';
import { IconButton } from './icon-button.tsx';

export type TextFieldProps = FieldProps &
  Omit<AriaTextFieldProps, 'className' | 'children' | 'style' | 'isInvalid'> & {
    readonly placeholder?: string;
    /** Stands inside the box, before the text. */
    readonly icon?: ReactNode;
    /** What is in use already, offered while one types; anything else may be typed too. */
    readonly suggestions?: readonly string[];
    readonly inputRef?: Ref<HTMLInputElement>;
  };

/** One line of text. Direction follows what is written; what is sent is normalised to NFC. */
export function TextField(props: TextFieldProps) {
  const { label, isLabelHidden, description, error, isOptional, className, ...others } = props;
  const { placeholder, icon, inputRef, suggestions, onChange, type = 'text', ...rest } = others;
  const t = useTranslation();
  const id = useId();
  const [isShown, setShown] = useState(false);
  const isPassword = type === 'password';
  const isCode = ['email', 'url', 'tel'].includes(type) || isPassword;
  const frame = { label, ...only({ isLabelHidden, description, error, isOptional }) };
  return (
    <AriaTextField
      {...rest}
      type={isPassword && isShown ? 'text' : type}
      // Left open while we have nothing to say, so that what the browser finds missing is said here.
      {...(error && { isInvalid: true })}
      className={classNames(fieldClass, className)}
      {...(onChange && { onChange: (value) => onChange(value.normalize('NFC')) })}
    >
      <FieldFrame {...frame}>
        <Group className={classNames(boxClass, icon ? 'ps-2' : null, isPassword && 'pe-1')}>
          {icon && (
            <span aria-hidden className="shrink-0 text-faint [&>svg]:size-4">
              {icon}
            </span>
          )}
          <Input
            {...(inputRef && { ref: inputRef })}
            {...(suggestions && { list: `${id}-known` })}
            placeholder={placeholder ?? ' '}
            dir={isCode ? 'ltr' : 'auto'}
            className={classNames(boxedInputClass, isCode && 'rtl:text-end')}
          />
          {suggestions && (
            <datalist id={`${id}-known`}>
              {suggestions.map((each) => (
                <option key={each} value={each} />
              ))}
            </datalist>
          )}
          {isPassword && (
            <IconButton
              size="small"
              label={t(isShown ? 'common.password.hide' : 'common.password.show')}
              icon={isShown ? <EyeOff /> : <Eye />}
              onPress={() => setShown(!isShown)}
            />
          )}
        </Group>
      </FieldFrame>
    </AriaTextField>
  );
}
