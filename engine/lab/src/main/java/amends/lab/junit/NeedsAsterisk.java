package amends.lab.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs on a real Asterisk. Where none can be had it is skipped and says why; with
 * {@code -Damends.asterisk=required} that is a failure; with {@code -Damends.asterisk=off} it is
 * always skipped.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsAsteriskCondition.class)
public @interface NeedsAsterisk {}
