import { test } from 'uvu';
import './rules/shell-output.ts';

test.run();
