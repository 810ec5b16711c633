import { useSignal } from '@preact/signals';
import { TextField } from '../TextField';

interface MenuQuestionProps {
  label: string;
  help?: string;
  /** What is in force. */
  value: string;
  placeholder: string;
  submit: string;
  onSubmit: (value: string) => void;
}

/** One text that a menu asks for in its own place. */
export function MenuQuestion({ label, help, value, placeholder, submit, onSubmit }: MenuQuestionProps) {
  const typed = useSignal(value);
  return (
    <form
      class="naming"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(typed.value);
      }}
    >
      <TextField
        label={label}
        help={help}
        value={typed.value}
        input={{ placeholder }}
        onInput={(text) => {
          typed.value = text;
        }}
      />
      <button type="submit" class="button">
        {submit}
      </button>
    </form>
  );
}
