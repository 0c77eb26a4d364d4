package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.session.Units;
import dev.drey.transfer.Bandwidth;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/// `10M`, `0`, `off`, or a timetable: `08:00,1M 18:00,off`.
final class Rates {
    private Rates() {}

    static Bandwidth parse(String text) throws Failed {
        String plain = text.strip();
        if (!plain.contains(",")) return Bandwidth.of(rate(plain));
        List<Bandwidth.Step> steps = new ArrayList<>();
        for (String step : plain.split("\\s+", -1)) {
            String[] parts = step.split(",", -1);
            if (parts.length != 2) throw wrong(text);
            try {
                String time = parts[0].length() == 4 ? "0" + parts[0] : parts[0];
                steps.add(new Bandwidth.Step(LocalTime.parse(time), rate(parts[1])));
            } catch (DateTimeException noTime) {
                throw wrong(text);
            }
        }
        return new Bandwidth(steps);
    }

    private static long rate(String text) throws Failed {
        return text.equals("off") ? 0 : Units.bytes(text);
    }

    private static Failed wrong(String text) {
        return Targets.usage("'" + text + "' is not a rate such as 10M, or a timetable such as '08:00,1M 18:00,off'");
    }
}
