/// What the command line shows: answers as tables, JSON, YAML and CSV. Pure.
@NullMarked
package io.heliograph.cli.view;

import org.jspecify.annotations.NullMarked;
