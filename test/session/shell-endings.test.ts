import { test } from 'uvu';
import './rules/shell-endings.ts';

test.run();
