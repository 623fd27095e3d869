import type { Ref } from 'react';
import { TextArea as AriaTextArea } from 'react-aria-components/TextArea';
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components/TextField';
import { classNames } from '../lib/class-names.ts';
import { only } from '../lib/only.ts';
import { controlClass, fieldClass, FieldFrame, type FieldProps } from './form-field.tsx';

export type TextAreaProps = FieldProps &
  Omit<AriaTextFieldProps, 'className' | 'children' | 'style' | 'isInvalid' | 'type'> & {
    readonly placeholder?: string;
    readonly rows?: number;
    readonly areaRef?: Ref<HTMLTextAreaElement>;
  };

/** Several lines; grows with what is written up to half the window. */
export function TextArea(props: TextAreaProps) {
  const { label, isLabelHidden, description, error, isOptional, className, ...others } = props;
  const { placeholder, rows = 3, areaRef, onChange, ...rest } = others;
  return (
    <AriaTextField
      {...rest}
      isInvalid={Boolean(error)}
      className={classNames(fieldClass, className)}
      {...(onChange && { onChange: (value) => onChange(value.normalize('NFC')) })}
    >
      <FieldFrame label={label} {...only({ isLabelHidden, description, error, isOptional })}>
        <AriaTextArea
          // What is written sets the height, from this many lines upward.
          style={{ minBlockSize: `calc(${rows} * 1lh + 14px)` }}
          {...(areaRef && { ref: areaRef })}
          rows={rows}
          dir="auto"
          placeholder={placeholder ?? ' '}
          className={classNames(controlClass, 'field-sizing-content max-h-[50vh] resize-y py-1.5')}
        />
      </FieldFrame>
    </AriaTextField>
  );
}
