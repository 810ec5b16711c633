import { TextField } from '../ui/TextField';

interface MenuQuestionProps {
  label: string;
  help?: string;
  value: string;
  onInput: (value: string) => void;
  placeholder: string;
  submit: string;
  onSubmit: () => void;
}

/** One text that a menu asks for in its own place. */
export function MenuQuestion({ label, help, value, onInput, placeholder, submit, onSubmit }: MenuQuestionProps) {
  return (
    <form
      class="naming"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <TextField label={label} help={help} value={value} input={{ placeholder }} onInput={onInput} />
      <button type="submit" class="button">
        {submit}
      </button>
    </form>
  );
}
