import { type FormEvent, useState } from 'react';

/** A form that is sent once at a time, and keeps what went wrong until it is sent again. */
export const useSubmit = <T>(send: () => Promise<T>, done: (answer: T) => void) => {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = (event?: FormEvent): void => {
    event?.preventDefault();
    setBusy(true);
    setError(null);
    send()
      .then(done, setError)
      .finally(() => setBusy(false));
  };
  return { isBusy, error, submit };
};
