import { explain } from '@/lib/problems.js';
import styles from './problem.module.css';

/** What went wrong with what stands above it, if anything did. */
export const Problem = ({ error }: { error: unknown }) =>
  error === null || error === undefined ? null : (
    <p className={styles.problem} role="alert">
      {explain(error)}
    </p>
  );
