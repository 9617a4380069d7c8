import { test } from 'uvu';
import './rules/terminal.ts';

test.run();
